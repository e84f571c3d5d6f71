/** Lets many in together, or one alone, in the order in which they came. */
export interface Gate {
  together<T>(act: () => Promise<T>): Promise<T>;
  alone<T>(act: () => Promise<T>): Promise<T>;
}

export function createGate(): Gate {
  const waiting: { isAlone: boolean; enter(): void }[] = [];
  let inside = 0;
  let isTaken = false;

  function admit(): void {
    for (let first = waiting[0]; first && !isTaken; first = waiting[0]) {
      if (first.isAlone && inside > 0) return;
      waiting.shift();
      inside += 1;
      isTaken = first.isAlone;
      first.enter();
    }
  }

  async function pass<T>(isAlone: boolean, act: () => Promise<T>): Promise<T> {
    await new Promise<void>((enter) => {
      waiting.push({ isAlone, enter });
      admit();
    });
    try {
      return await act();
    } finally {
      inside -= 1;
      if (isAlone) isTaken = false;
      admit();
    }
  }

  return {
    together: (act) => pass(false, act),
    alone: (act) => pass(true, act),
  };
}
