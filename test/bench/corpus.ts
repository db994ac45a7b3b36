/** Pages that look like people's: words of both languages, as often as in texts, with headings and links. */

const russian = {
  prefixes: ",за,по,пере,вы,раз,при,на,до,из,под,об,от,про,в".split(","),
  roots:
    "работ вод свет мест слов дел рук стран город дом книг учен знан писа чита строй крат длин высок глуб сил мер врем част цел прав путь вид образ звук цвет ход нос вод лет мысл реш вопрос ответ задач проект команд сервер данн запрос страниц ссыл развёрт обновл настро провер ошиб тест релиз сборк журнал доступ защит пользоват сообщ встреч план отчёт задерж нагруз памят диск сет узел кластер очеред событ поток схем модел слой сло".split(
      " ",
    ),
  endings:
    "а,ы,е,у,ой,ание,ания,анием,ка,ки,ку,ный,ная,ное,ные,ного,ость,ости,ить,ит,или,ать,ает,али,ение,ения,ов,ам,ами,ах".split(
      ",",
    ),
};
const english = {
  prefixes: ",re,un,over,under,pre,inter,sub,de,mis,out,non,co".split(","),
  roots:
    "work light place word hand land town house book learn know write read build short long high deep strong measure time part whole right path view image sound colour walk carry flow think solve question answer task project team server data query page link deploy update config check error test release build log access secure user message meet plan report delay load memory disk net node cluster queue event stream schema model layer lamp lens ship port coast storm watch keep signal".split(
      " ",
    ),
  endings: ",s,ed,ing,er,ers,able,ness,ly,ion,ions,ment,ful,less,ity".split(","),
};

/** A source of numbers from zero to one that gives the same ones each time. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** All words of a language, in the order of how often they are used. */
export function vocabulary(language: "ru" | "en"): string[] {
  const { prefixes, roots, endings } = language === "ru" ? russian : english;
  const words = [...new Set(roots)].flatMap((root) =>
    prefixes.flatMap((prefix) => endings.map((ending) => prefix + root + ending)),
  );
  const random = randomFrom(language === "ru" ? 11 : 13);
  for (let last = words.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [words[last], words[other]] = [words[other] as string, words[last] as string];
  }
  return words;
}

/** One of the words, the first ones far more often than the last, as in every language. */
export function anyWord(words: readonly string[], random: () => number): string {
  return words[Math.floor(words.length ** random()) - 1] ?? (words[0] as string);
}

/** So many pages as files of Markdown, in folders of fifty. */
export function* pages(count: number, seed: number): Generator<{ path: string; text: string }> {
  const random = randomFrom(seed);
  const vocabularies = { ru: vocabulary("ru"), en: vocabulary("en") };
  const titles: string[] = [];
  for (let number = 0; number < count; number++) {
    const language = number % 2 ? "en" : "ru";
    const words = vocabularies[language];
    const some = (length: number) => Array.from({ length }, () => anyWord(words, random)).join(" ");
    const title = `${some(2 + Math.floor(random() * 3))} ${seed}-${number}`;
    titles.push(title);
    const paragraphs = Array.from({ length: 3 + Math.floor(random() * 6) }, (_, at) => {
      const target = titles[Math.floor(random() * titles.length)] as string;
      return `${at % 2 ? "" : `## ${some(3)}\n\n`}${some(20 + Math.floor(random() * 40))}. See [[${target}]]. ${some(15)}.`;
    });
    const text = `---\ntitle: "${title}"\nlanguage: ${language}\n---\n\n${paragraphs.join("\n\n")}\n`;
    yield { path: `folder-${Math.floor(number / 50)}/page-${number}.md`, text };
  }
}
