import { create } from "zustand";

interface Reauthentication {
  /** Answers the calls that wait for a fresh proof; absent while none does. */
  answer: ((proved: boolean) => void) | undefined;
}

export const useReauthentication = create<Reauthentication>(() => ({ answer: undefined }));

let asking: Promise<boolean> | undefined;

/** Asks the person to prove again who they are; false when they would rather not. Calls that fail together ask once. */
export function askForProof(): Promise<boolean> {
  asking ??= new Promise<boolean>((resolve) => {
    useReauthentication.setState({ answer: resolve });
  }).finally(() => {
    asking = undefined;
    useReauthentication.setState({ answer: undefined });
  });
  return asking;
}
