import { mailTo } from "../mail.ts";
import type { Person } from "../person.ts";

/** The words of the pages by which people come in. */
const words = {
  ru: {
    name: "Имя",
    email: "Электронная почта",
    password: "Пароль",
    signUp: "Создать аккаунт",
    logIn: "Войти",
    checkMail: "Проверьте почту",
    confirmed: "Адрес подтверждён",
    logInTitle: "Вход в Platform",
    menu: "Ваше меню",
    logOut: "Выйти",
  },
  en: {
    name: "Name",
    email: "E-mail address",
    password: "Password",
    signUp: "Create an account",
    logIn: "Log in",
    checkMail: "Check your mail",
    confirmed: "Address confirmed",
    logInTitle: "Log in to Platform",
    menu: "Your menu",
    logOut: "Log out",
  },
};

export interface Account {
  name: string;
  email: string;
  password: string;
}

/** Coming in and going out, in the language that the person reads. */
export function entrance(person: Person, language: keyof typeof words) {
  const say = words[language];
  const exactly = (name: string) => person.page.getByRole("button", { name, exact: true });
  return {
    async signUp({ name, email, password }: Account): Promise<void> {
      await person.goTo("/sign-up");
      await person.field(say.name).fill(name);
      await person.field(say.email).fill(email);
      await person.field(say.password).fill(password);
      await person.looks();
      await exactly(say.signUp).click();
      await person.sees(say.checkMail);
      const { link } = await mailTo(person, email, "/confirm");
      await person.goTo(link);
      await person.sees(say.confirmed);
    },
    /** The first step; what follows depends on the account. */
    async givePassword({ email, password }: Pick<Account, "email" | "password">): Promise<void> {
      if (!person.page.url().includes("/log-in")) await person.goTo("/log-in");
      await person.field(say.email).fill(email);
      await person.field(say.password).fill(password);
      await exactly(say.logIn).click();
    },
    /** Waits until the person is in. */
    async isIn(): Promise<void> {
      await exactly(say.menu).waitFor();
    },
    async logIn(account: Pick<Account, "email" | "password">): Promise<void> {
      await this.givePassword(account);
      await this.isIn();
    },
    async logOut(): Promise<void> {
      await exactly(say.menu).click();
      await exactly(say.logOut).click();
      await person.page.getByRole("link", { name: say.logIn, exact: true }).waitFor();
    },
  };
}
