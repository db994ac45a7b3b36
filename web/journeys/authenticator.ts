import { generate } from "otplib";

const stepSeconds = 30;

/** An authenticator on a phone: it shows a code once, and then the next one, as its owner would wait for it. */
export function authenticator(secret: string) {
  let last = 0;
  return {
    async code(): Promise<string> {
      last = Math.max(Math.floor(Date.now() / 1000 / stepSeconds), last + 1);
      return generate({ secret, epoch: last * stepSeconds });
    },
  };
}
