import type { AnyDocument } from './document.ts';
import type { Target } from './options.ts';

/** Where pages are handed in and their documents come out, whoever scans them. */
export interface Queue {
  /** Pages that it takes at once. */
  readonly room: number;
  /** Addresses that an earlier run had handed in: theirs is the first turn, for they may be open still. */
  readonly earlier: ReadonlySet<string>;
  /** Hands a page in and brings its one document. Rejects only where the queue itself is lost. */
  scan(target: Target): Promise<AnyDocument>;
  /** The document is kept elsewhere now: nobody will ask for it again. */
  forget(target: Target): Promise<void>;
  /** Every page came back: nothing is left to take up. */
  finish(): void;
  close(): Promise<void>;
}

/** In this process, and gone with it. */
export function createMemoryQueue(scanner: Pick<Queue, 'room' | 'scan' | 'close'>): Queue {
  return {
    room: scanner.room,
    earlier: new Set(),
    scan: (target) => scanner.scan(target),
    forget: async () => {},
    finish: () => {},
    close: () => scanner.close(),
  };
}
