import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createCloser } from '#lib/page/closer.ts';
import { findSeam } from '#lib/page/seam.ts';

export default defineUnlistedScript(() => {
  findSeam()?.lookCloser(createCloser);
});
