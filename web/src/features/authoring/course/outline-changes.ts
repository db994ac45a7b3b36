import { moved } from "../../../components/reorder.ts";

/** A lesson as the outline editor holds it; `key` stays the same while it gets its id. */
export interface EditedLesson {
  key: string;
  id: string;
  title: string;
  section: string;
  blocks: number;
  questions: number;
  category: string;
  /** Deleted, but kept with the service until it cannot be undone any more. */
  removed?: boolean;
}

export interface EditedModule {
  key: string;
  id: string;
  title: string;
  lessons: EditedLesson[];
  removed?: boolean;
}

export function newModule(title: string): EditedModule {
  return { key: crypto.randomUUID(), id: "", title, lessons: [] };
}

export function newLesson(title: string, section: string): EditedLesson {
  return { key: crypto.randomUUID(), id: "", title, section, blocks: 0, questions: 0, category: "" };
}

/** The outline with a module or a lesson changed. */
export function changeItem(
  modules: EditedModule[],
  key: string,
  change: Partial<Pick<EditedLesson, "title" | "section" | "removed">>,
): EditedModule[] {
  return modules.map((module) =>
    module.key === key
      ? { ...module, ...change }
      : {
          ...module,
          lessons: module.lessons.map((lesson) => (lesson.key === key ? { ...lesson, ...change } : lesson)),
        },
  );
}

/** The outline without a module or a lesson. */
export function dropItem(modules: EditedModule[], key: string): EditedModule[] {
  return modules
    .filter((module) => module.key !== key)
    .map((module) => ({ ...module, lessons: module.lessons.filter((lesson) => lesson.key !== key) }));
}

export function addLesson(modules: EditedModule[], moduleKey: string, lesson: EditedLesson): EditedModule[] {
  return modules.map((module) =>
    module.key === moduleKey ? { ...module, lessons: [...module.lessons, lesson] } : module,
  );
}

/** The outline with a lesson put elsewhere in its module. */
export function moveLesson(modules: EditedModule[], moduleKey: string, from: number, to: number): EditedModule[] {
  return modules.map((module) =>
    module.key === moduleKey ? { ...module, lessons: moved(module.lessons, from, to) } : module,
  );
}

/** The outline with a lesson one step up or down, at the edge of its module into the next one; the same if it cannot. */
export function stepLesson(modules: EditedModule[], key: string, step: -1 | 1): EditedModule[] {
  const at = modules.findIndex(({ lessons }) => lessons.some((lesson) => lesson.key === key));
  const module = modules[at];
  const place = module?.lessons.findIndex((lesson) => lesson.key === key) ?? -1;
  const lesson = module?.lessons[place];
  if (!module || !lesson) return modules;
  if (place + step >= 0 && place + step < module.lessons.length) {
    return moveLesson(modules, module.key, place, place + step);
  }
  const neighbour = modules[at + step];
  if (!neighbour) return modules;
  return modules.map((each) => {
    if (each === module) return { ...each, lessons: each.lessons.filter((other) => other !== lesson) };
    if (each !== neighbour) return each;
    return { ...each, lessons: step < 0 ? [...each.lessons, lesson] : [lesson, ...each.lessons] };
  });
}
