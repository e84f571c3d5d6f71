/** What is run in pages of the extension: each function alone, by its text, so that none may use anything around it. */

/** Notes when the list is drawn, and when all cases are counted. */
export function tellWhenDrawn(): void {
  const times = globalThis as { drawn?: number; whole?: number };
  const observer = new MutationObserver(() => {
    if (!document.querySelector('.cases tbody a, p.cases')) return;
    const isWhole = /\d/.test(document.querySelector('#case-count')?.textContent ?? '');
    if (isWhole) observer.disconnect();
    // After the frame in which it is drawn.
    requestAnimationFrame(() =>
      setTimeout(() => {
        times.drawn ??= performance.now();
        if (isWhole) times.whole = performance.now();
      }),
    );
  });
  observer.observe(document, { childList: true, characterData: true, subtree: true });
}

/** Milliseconds from the key to the frame after what was found is drawn, and how many it says there are. */
export async function typeIn(text: string): Promise<{ time: number; told: number }> {
  const input = document.querySelector<HTMLInputElement>('#case-search');
  if (!input) throw new Error('There is nothing to type in');
  input.value = text;
  const start = performance.now();
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const time = performance.now() - start;
  const count = document.querySelector('#case-count')?.textContent ?? '';
  return { time, told: Number((/\d[\d,]*/.exec(count)?.[0] ?? '').replaceAll(',', '')) };
}

/** Chooses a file of a workspace, and notes how long it took until what it brought is told. */
export function chooseFile(text: string): void {
  const input = document.querySelector<HTMLInputElement>('#merge-file');
  if (!input) return;
  const files = new DataTransfer();
  files.items.add(new File([text], 'workspace.json', { type: 'application/json' }));
  input.files = files.files;
  const start = performance.now();
  const observer = new MutationObserver(() => {
    if (!document.querySelector('main')?.innerText.includes('New lines of the log')) return;
    observer.disconnect();
    Object.assign(globalThis, { merged: performance.now() - start });
  });
  observer.observe(document, { childList: true, subtree: true });
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

interface Api {
  storage: { local: { set(items: object): Promise<void> } };
}

export async function nameReviewer(reviewer: string): Promise<void> {
  const scope = globalThis as unknown as { browser?: Api; chrome: Api };
  await (scope.browser ?? scope.chrome).storage.local.set({ 'settings.review': { reviewer } });
}

/** Pictures as the evidence of so many decisions would have them: the list must not read them. */
export function keepPictures([count, bytes]: readonly [count: number, bytes: number]): Promise<void> {
  return new Promise((done, fail) => {
    const opening = indexedDB.open('almsguard-review');
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const tx = opening.result.transaction('attachments', 'readwrite');
      for (let i = 0; i < count; i++) {
        const picture = new Uint8Array(bytes);
        crypto.getRandomValues(picture.subarray(0, 65_536));
        tx.objectStore('attachments').put(picture, String(i).padStart(64, '0'));
      }
      tx.onerror = () => fail(tx.error);
      tx.oncomplete = () => {
        opening.result.close();
        done();
      };
    };
  });
}

/** As if nobody had looked at the list since the cases came. */
export function forgetFirst(): Promise<void> {
  return new Promise((done, fail) => {
    const opening = indexedDB.open('almsguard-review');
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const tx = opening.result.transaction('meta', 'readwrite');
      tx.objectStore('meta').delete('first');
      tx.onerror = () => fail(tx.error);
      tx.oncomplete = () => {
        opening.result.close();
        done();
      };
    };
  });
}
