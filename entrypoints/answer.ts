import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { ASK_PORT, type PictureAnswer, type PictureQuestion } from '#lib/messaging/protocol.ts';
import { createAnswerPage, publishAnswer } from '#lib/page/answer/answer.ts';
import { findSeam } from '#lib/page/seam.ts';

interface Runtime {
  runtime: {
    sendMessage(message: PictureQuestion): Promise<PictureAnswer | undefined>;
    connect(how: { name: string }): { postMessage(message: string): void };
  };
}

export default defineUnlistedScript(() => {
  const { runtime } = (globalThis as unknown as { chrome: Runtime }).chrome;
  publishAnswer(
    createAnswerPage({
      window,
      own: findSeam()?.own ?? new WeakSet(),
      ask: (question) => runtime.sendMessage(question).catch(() => undefined),
      open: (text) => runtime.connect({ name: ASK_PORT }).postMessage(text),
    }),
  );
});
