import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';

export type DigitChoice<Choice> = {
  /** The choices are laid out and have the focus. */
  readonly isOpen: boolean;
  begin(): void;
  choose(choice: Choice): void;
  /** Goes back to where the focus was, with nothing chosen. */
  leave(): void;
  readonly ref: RefObject<HTMLDivElement | null>;
  onKeyDown(event: KeyboardEvent): void;
};

/** Two steps, so that nothing is closed by a slip: the first lays the choices out in place, the digit of one takes it. Esc takes none. */
export function useDigitChoice<Choice>(choices: readonly Choice[], onChoose: (choice: Choice) => void): DigitChoice<Choice> {
  const [isOpen, setOpen] = useState(false);
  const ref = useRef<HTMLDivElement>(null);
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    if (isOpen) ref.current?.focus();
  }, [isOpen]);

  function leave(): void {
    setOpen(false);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  }
  function choose(choice: Choice): void {
    onChoose(choice);
    leave();
  }
  return {
    isOpen,
    ref,
    leave,
    choose,
    begin() {
      opener.current = document.activeElement;
      setOpen(true);
    },
    onKeyDown(event) {
      if (event.key === 'Escape') return leave();
      const choice = choices[Number(event.key) - 1];
      if (choice === undefined || event.repeat) return;
      event.preventDefault();
      choose(choice);
    },
  };
}
