/** Reads fields that a person wrote, and says which of them are wrong; those that are absent are as if empty. */
export class Fields {
  readonly problems: string[] = [];
  readonly #data: Record<string, unknown>;
  readonly #known = new Set<string>();

  constructor(data: unknown) {
    this.#data =
      typeof data === "object" && data !== null && !Array.isArray(data) ? (data as Record<string, unknown>) : {};
    if (this.#data !== data) this.problems.push("it is no list of fields");
  }

  has(name: string): boolean {
    return this.#take(name) !== undefined;
  }

  text(name: string): string {
    const value = this.#take(name);
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    return this.#expect(name, value, "", "must be text", (given): given is string => typeof given === "string");
  }

  number(name: string, standard = 0): number {
    const value = this.#take(name);
    const isNumber = (given: unknown): given is number => typeof given === "number" && Number.isFinite(given);
    return this.#expect(name, value, standard, "must be a number", isNumber);
  }

  flag(name: string): boolean {
    const isFlag = (given: unknown): given is boolean => typeof given === "boolean";
    return this.#expect(name, this.#take(name), false, "must be true or false", isFlag);
  }

  list(name: string): unknown[] {
    return this.#expect(name, this.#take(name), [], "must be a list", (given): given is unknown[] =>
      Array.isArray(given),
    );
  }

  texts(name: string): string[] {
    return this.list(name).flatMap((item) => {
      if (typeof item === "string") return [item];
      if (typeof item === "number" || typeof item === "boolean") return [String(item)];
      this.problems.push(`\`${name}\` must hold texts`);
      return [];
    });
  }

  raw(name: string): unknown {
    return this.#take(name);
  }

  /** Fields that nobody asked for: most likely misspelt. */
  get unknown(): string[] {
    return Object.keys(this.#data).filter((name) => !this.#known.has(name));
  }

  #take(name: string): unknown {
    this.#known.add(name);
    return this.#data[name] ?? undefined;
  }

  #expect<T>(name: string, value: unknown, standard: T, wrong: string, is: (given: unknown) => given is T): T {
    if (value === undefined) return standard;
    if (is(value)) return value;
    this.problems.push(`\`${name}\` ${wrong}`);
    return standard;
  }
}
