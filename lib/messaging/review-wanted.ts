/**
 * What one of our pages asks of the review panel, which may be open already or is only just opening: it stands in the
 * session until the panel has heard of it.
 */

const WANTED = 'review.wanted';
/** Milliseconds after which nobody waits for it any more: a panel that did not open must not act another day. */
const MAX_AGE_MS = 10_000;

export interface WantedArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
  onChanged: {
    addListener(hear: (changes: Record<string, { newValue?: unknown }>) => void): void;
    removeListener(hear: (changes: Record<string, { newValue?: unknown }>) => void): void;
  };
}

/** Says that the page in front of this window is to be reviewed. */
export function want(area: Pick<WantedArea, 'set'>, windowId: number, now: number): Promise<void> {
  return area.set({ [WANTED]: { windowId, at: now } });
}

/** Hears of it once, in the window that it was said in. Answers how to end it. */
export function onWanted(
  area: WantedArea,
  windowId: () => Promise<number | null>,
  listener: () => void,
  now: () => number,
): () => void {
  async function look(value: unknown): Promise<void> {
    const { windowId: wanted, at } = (value ?? {}) as { windowId?: unknown; at?: unknown };
    if (typeof at !== 'number' || now() - at > MAX_AGE_MS || wanted !== (await windowId())) return;
    await area.remove(WANTED);
    listener();
  }
  const hear = (changes: Record<string, { newValue?: unknown }>) => void look(changes[WANTED]?.newValue);
  area.onChanged.addListener(hear);
  area.get(WANTED).then(
    (stored) => look(stored[WANTED]),
    () => undefined,
  );
  return () => area.onChanged.removeListener(hear);
}
