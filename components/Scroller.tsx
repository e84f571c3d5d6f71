import type { ComponentChildren, RefObject } from 'preact';

interface Props {
  /** What a screen reader calls it. */
  name: string;
  /** More classes than its own. */
  more?: string;
  element?: RefObject<HTMLElement | null>;
  onScroll?(): void;
  children: ComponentChildren;
}

/** What may be wider or longer than there is room. Whoever has no mouse scrolls it with the keys, so they have to get there. */
export function Scroller({ name, more = '', element, onScroll, children }: Props) {
  return (
    <section
      ref={element ?? null}
      class={`${more} scroller`.trim()}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled has to be reached by the keys.
      tabIndex={0}
      aria-label={name}
      onScroll={onScroll}
    >
      {children}
    </section>
  );
}
