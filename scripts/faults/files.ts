import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FaultCount } from '../../test/support/trust-faults.ts';
import { type Extent, TASKS } from './tasks.ts';

/** Damages every kind of file, on all processors; tells each count as it comes and gives them in the order of the tasks. */
export async function damageFiles(extent: Extent, tell: (count: FaultCount) => void): Promise<FaultCount[]> {
  const names = Object.keys(TASKS);
  const counts: FaultCount[][] = names.map(() => []);
  const queue = names.entries();
  const work = async () => {
    for (const [n, name] of queue) {
      await run(name, extent, (count) => {
        counts[n]?.push(count);
        tell(count);
      });
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return counts.flat();
}

function run(name: string, extent: Extent, tell: (count: FaultCount) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { name, extent } });
    worker.on('message', tell);
    worker.on('error', reject);
    worker.on('exit', () => resolve());
  });
}
