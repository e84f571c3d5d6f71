import { useEffect, useState } from 'preact/hooks';
import type { PageActions } from '#lib/core/review-page.ts';
import type { ReviewSharing } from '#lib/core/review-sharing.ts';

/** In whose name and where to cases are passed on; `null` while it is read. */
export function useSharing({ sharing, subscribe }: PageActions): ReviewSharing | null {
  const [read, setRead] = useState<ReviewSharing | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const load = () =>
      sharing().then(
        (found) => isCurrent && setRead(found),
        () => undefined,
      );
    load();
    const end = subscribe(load);
    return () => {
      isCurrent = false;
      end();
    };
  }, [sharing, subscribe]);
  return read;
}
