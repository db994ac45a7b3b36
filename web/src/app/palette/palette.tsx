import { Modal } from "@mantine/core";
import type { Person } from "@platform/connect/platform/bff/v1/session_service_pb.ts";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useWords } from "../../lib/words.ts";
import type { Module } from "../shell/modules.ts";
import { type Command, useCommands } from "./commands.tsx";
import styles from "./palette.module.css";
import { paletteWords } from "./words.ts";

/** Every page and action by its name, under Ctrl+K. */
export default function Palette({
  modules,
  person,
  onClose,
}: {
  modules: Module[];
  person: Person;
  onClose: () => void;
}) {
  const words = useWords(paletteWords);
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const found = matching(useCommands(modules, person, query.trim()), query);
  const current = Math.min(chosen, Math.max(found.length - 1, 0));

  useEffect(() => {
    list.current?.querySelector(`[data-place="${current}"]`)?.scrollIntoView({ block: "nearest" });
  }, [current]);

  function run(command: Command | undefined) {
    if (!command) return;
    onClose();
    command.run();
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setChosen((current + step + found.length) % Math.max(found.length, 1));
    else if (event.key === "Enter") run(found[current]);
    else return;
    event.preventDefault();
  }

  return (
    <Modal.Root opened onClose={onClose} size={560} yOffset="12dvh" transitionProps={{ duration: 140 }}>
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content radius="lg" aria-label={words("name")}>
        <div className={styles.field}>
          <IconSearch size={20} stroke={1.7} aria-hidden />
          <input
            data-autofocus
            role="combobox"
            aria-expanded="true"
            aria-controls={id}
            aria-activedescendant={found[current] && `${id}-${current}`}
            aria-label={words("name")}
            placeholder={words("placeholder")}
            value={query}
            onChange={(event) => {
              setQuery(event.currentTarget.value);
              setChosen(0);
            }}
            onKeyDown={onKeyDown}
          />
          <kbd>Esc</kbd>
        </div>
        <div ref={list} id={id} role="listbox" aria-label={words("results")} className={styles.list} tabIndex={-1}>
          {found.map((command, place) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above keeps the focus and takes the keys.
            <div
              key={command.id}
              id={`${id}-${place}`}
              data-place={place}
              role="option"
              aria-selected={place === current}
              tabIndex={-1}
              className={styles.option}
              onPointerMove={() => setChosen(place)}
              onClick={() => run(command)}
            >
              {command.icon}
              <span className={styles.label}>{command.label}</span>
              <span className={styles.group}>{words(command.group)}</span>
            </div>
          ))}
        </div>
        {found.length === 0 && (
          <p className={styles.nothing} role="status">
            {words("nothing")}
          </p>
        )}
      </Modal.Content>
    </Modal.Root>
  );
}

/** Commands of which every typed word begins a word, in any order. */
function matching(commands: Command[], query: string): Command[] {
  const typed = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter(({ label, also, always }) => {
    const known = `${label} ${also ?? ""}`.toLocaleLowerCase().split(/[\s,:]+/);
    return always || typed.every((word) => known.some((start) => start.startsWith(word)));
  });
}
