/** The address of a certificate's page, which its QR code and its credential lead to. */
export function certificatePage(publicUrl: string, id: string): string {
  return `${publicUrl}/certificates/${id}`;
}
