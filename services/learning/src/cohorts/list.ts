import { refuse } from "@platform/kit";
import { CsvError, parse } from "csv-parse/sync";

/** A line of a list of people. */
export interface ListLine {
  /** From one. */
  line: number;
  /** An address or a handle, as it stands there; may be empty. */
  person: string;
  /** The title of a cohort; may be empty. */
  cohort: string;
}

/** A list of people, and how it was read. */
export interface PeopleList {
  lines: ListLine[];
  encoding: "utf-8" | "windows-1251";
  delimiter: string;
  unreadColumns: string[];
}

const mostLines = 2000;
const delimiters = [",", ";", "\t"];

const names: Record<"person" | "cohort", readonly string[]> = {
  person: [
    ...["email", "e-mail", "mail", "почта", "электронная почта", "адрес"],
    ...["handle", "username", "user", "login", "ник", "логин", "имя пользователя"],
  ],
  cohort: ["cohort", "group", "поток", "группа"],
};

/** Reads a list of people from the bytes of a CSV file; refuses what is none. */
export function readList(bytes: Uint8Array): PeopleList {
  const { text, encoding } = decode(bytes);
  const delimiter = delimiterOf(text);
  const rows = parseRows(text, delimiter);
  const [first] = rows;
  if (!first) throw refuse.state("LIST_EMPTY", "The list names nobody.");
  const columns = columnsOf(first.record);
  const body = columns.header ? rows.slice(1) : rows;
  if (body.length === 0) throw refuse.state("LIST_EMPTY", "The list names nobody.");
  if (body.length > mostLines) {
    throw refuse.state("LIST_TOO_LONG", `The list has more than ${mostLines} lines.`, {
      metadata: { most_lines: String(mostLines) },
    });
  }
  const cell = (record: string[], at: number) => record[at] ?? "";
  return {
    lines: body.map(({ line, record }) => ({
      line,
      person: columns.people.map((at) => cell(record, at)).find((value) => value !== "") ?? "",
      cohort: cell(record, columns.cohort),
    })),
    encoding,
    delimiter,
    unreadColumns: columns.unread,
  };
}

// Spreadsheets of Russian Windows still save CSV in its old code page; hardly any such text is valid UTF-8.
function decode(bytes: Uint8Array): { text: string; encoding: PeopleList["encoding"] } {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "utf-8" };
  } catch {
    return { text: new TextDecoder("windows-1251").decode(bytes), encoding: "windows-1251" };
  }
}

/** The sign that parts the columns: the one that the first line has most of. */
function delimiterOf(text: string): string {
  const [head = ""] = text.trimStart().split(/\r?\n/, 1);
  const count = (sign: string) => head.split(sign).length - 1;
  return delimiters.reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function parseRows(text: string, delimiter: string): { line: number; record: string[] }[] {
  if (text.includes("\0")) throw invalid("It holds signs that no text has.");
  try {
    const rows = parse(text, {
      delimiter,
      bom: true,
      trim: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      max_record_size: 10_000,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return rows.map(({ record, info }) => ({ line: info.lines, record }));
  } catch (error) {
    if (error instanceof CsvError) throw invalid(error.message);
    throw error;
  }
}

function columnsOf(first: string[]): { header: boolean; people: number[]; cohort: number; unread: string[] } {
  const heads = first.map((cell) => cell.toLowerCase());
  const people = heads.flatMap((head, at) => (names.person.includes(head) ? [at] : []));
  const cohort = heads.findIndex((head) => names.cohort.includes(head));
  if (people.length > 0) {
    const unread = first.filter((cell, at) => cell !== "" && !people.includes(at) && at !== cohort);
    return { header: true, people, cohort, unread };
  }
  if (!first[0]?.includes("@")) throw invalid("Its first line names no column `email` or `handle`.");
  return { header: false, people: [0], cohort: 1, unread: [] };
}

function invalid(why: string) {
  return refuse.state("LIST_INVALID", `The list cannot be read: ${why}`);
}
