import { describe, expect, it } from 'vitest';
import { release } from '#lib/core/bytes.ts';

describe('an array that is given back', () => {
  it('is empty from then on', () => {
    const numbers = new Uint32Array(4);
    release(numbers);
    expect([numbers.length, numbers.buffer.byteLength]).toEqual([0, 0]);
  });

  it('may be given back again', () => {
    const numbers = new Uint32Array(4);
    release(numbers);
    expect(() => release(numbers)).not.toThrow();
  });

  it('stays where it is a part of another', () => {
    const whole = Uint8Array.of(1, 2, 3);
    release(whole.subarray(1));
    expect(whole).toEqual(Uint8Array.of(1, 2, 3));
  });
});
