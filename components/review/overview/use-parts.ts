import { useEffect, useState } from 'preact/hooks';

type Parts = typeof import('./parts.ts');

/** The code of the other parts, asked for once the first frame is drawn; `null` until it is there. */
export function useParts(): Parts | 'failed' | null {
  const [parts, setParts] = useState<Parts | 'failed' | null>(null);
  useEffect(() => {
    import('./parts.ts').then(setParts, () => setParts('failed'));
  }, []);
  return parts;
}
