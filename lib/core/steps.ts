/** Work in steps: between two of them somebody else may have a turn. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** What they come to, in one piece. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
