import { expect, it, vi } from 'vitest';
import config from '../../../wxt.config.ts';

const checkMessages = vi.hoisted(() => vi.fn());
vi.mock('../../../scripts/messages.ts', () => ({ checkMessages }));

it('a build asks first whether messages and code fit, and stops where they do not', () => {
  const before = (config.hooks as unknown as { 'build:before'(): void })['build:before'];
  before();
  checkMessages.mockImplementation(() => {
    throw new Error('no words');
  });
  expect(before).toThrow('no words');
});
