import { parentPort, workerData } from 'node:worker_threads';
import { TASKS } from './tasks.ts';

const { name, extent } = workerData;
for await (const count of TASKS[name as string]?.(extent) ?? []) parentPort?.postMessage(count);
