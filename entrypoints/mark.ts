import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { mountMarks } from '#lib/page/marks.ts';
import { findSeam } from '#lib/page/seam.ts';

interface Messages {
  i18n: { getMessage(key: string): string };
}

export default defineUnlistedScript(() => {
  const { chrome } = globalThis as unknown as { chrome: Messages };
  const seam = findSeam();
  if (!seam || seam.marked) return;
  seam.marked = true;
  mountMarks(window, seam, (key) => chrome.i18n.getMessage(key));
});
