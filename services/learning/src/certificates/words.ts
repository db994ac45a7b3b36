import type { AchievementTerms } from "../schema.ts";

/** The words of a certificate in one language; none of them says whether its owner is a man or a woman. */
export interface CertificateWords {
  locale: string;
  heading: string;
  awarded: string;
  /** In the place of a name, on a sample. */
  anybody: string;
  completed: string;
  date: string;
  grade: string;
  verify: string;
  number: string;
  quoted(title: string): string;
  day(time: Date): string;
  percent(share: number): string;
  /** What had to be done for it, in a sentence or two. */
  criteria(title: string, terms: AchievementTerms): string;
  fileName(title: string): string;
}

const ru: CertificateWords = {
  locale: "ru-RU",
  heading: "Сертификат",
  awarded: "Настоящий сертификат получает",
  anybody: "Имя и фамилия",
  completed: "за успешное прохождение курса",
  date: "Дата выдачи",
  grade: "Итоговая оценка",
  verify: "Проверить подлинность",
  number: "Номер сертификата",
  quoted: (title) => `«${title}»`,
  day: (time) => new Intl.DateTimeFormat("ru-RU", { dateStyle: "long", timeZone: "UTC" }).format(time),
  percent: percentIn("ru-RU"),
  criteria(title, { passScore, requireAllBlocks }) {
    const all = requireAllBlocks ? " Пройдены все материалы и задания." : "";
    const grade = passScore > 0 ? ` Итоговая оценка — не ниже ${ru.percent(passScore)}.` : "";
    return `Успешное прохождение курса «${title}».${all}${grade}`;
  },
  fileName: (title) => `Сертификат — ${title}.pdf`,
};

const en: CertificateWords = {
  locale: "en-GB",
  heading: "Certificate",
  awarded: "This certificate is awarded to",
  anybody: "Name of the learner",
  completed: "for successfully completing the course",
  date: "Issued on",
  grade: "Final grade",
  verify: "Check that it is genuine",
  number: "Certificate number",
  quoted: (title) => `“${title}”`,
  day: (time) => new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(time),
  percent: percentIn("en-GB"),
  criteria(title, { passScore, requireAllBlocks }) {
    const all = requireAllBlocks ? " All material and all exercises were completed." : "";
    const grade = passScore > 0 ? ` The final grade is ${en.percent(passScore)} or better.` : "";
    return `Completion of the course “${title}”.${all}${grade}`;
  },
  fileName: (title) => `Certificate — ${title}.pdf`,
};

export function certificateWords(language: "RU" | "EN"): CertificateWords {
  return language === "RU" ? ru : en;
}

// Rounded down, so that nobody is told of a grade that they did not reach.
function percentIn(locale: string): (share: number) => string {
  const format = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  return (share) => format.format(Math.floor(share * 100 + 1e-6) / 100);
}
