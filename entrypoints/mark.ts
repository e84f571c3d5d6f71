import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { mountGuard } from '#lib/page/guard/guard.ts';
import { mountMarks } from '#lib/page/marks.ts';
import { findSeam } from '#lib/page/seam.ts';
import { readWords } from '#lib/page/words.ts';

interface Messages {
  i18n: { getMessage(key: string, values: string[]): string };
}

export default defineUnlistedScript(() => {
  const { chrome } = globalThis as unknown as { chrome: Messages };
  const seam = findSeam();
  if (!seam || seam.marked) return;
  seam.marked = true;
  const words = readWords((key, values) => chrome.i18n.getMessage(key, values));
  mountMarks(window, seam, words);
  mountGuard(window, seam, words);
});
