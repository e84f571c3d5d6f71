import type { Journal } from './journal.ts';
import { MAX_KILLED } from './limits.ts';
import { failed } from './page.ts';
import type { Queue } from './queue.ts';

/** A queue of this process that outlives it: a run that is killed is taken up where it stopped. */
export function createFileQueue(inner: Queue, journal: Journal): Queue {
  return {
    ...inner,
    earlier: new Set(journal.taken.keys()),
    async scan(target) {
      const { requested } = target;
      if ((journal.taken.get(requested) ?? 0) >= MAX_KILLED) {
        return failed(requested, 'crashed', `The scan ended ${MAX_KILLED} times while this page was open`);
      }
      journal.take(requested);
      return inner.scan(target);
    },
    finish: () => journal.remove(),
  };
}
