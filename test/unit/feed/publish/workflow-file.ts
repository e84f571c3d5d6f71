/** The workflow that publishes a feed (docs/workflows/publish-feed.yml), as GitHub reads it. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { load } from 'js-yaml';

export const ROOT = resolve(import.meta.dirname, '../../../..');
export const TEXT = readFileSync(resolve(ROOT, 'docs/workflows/publish-feed.yml'), 'utf8');

export interface Step {
  name?: string;
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
  'working-directory'?: string;
}

export interface Job {
  if?: string;
  needs?: string;
  permissions: Record<string, string>;
  environment?: unknown;
  steps: Step[];
}

export interface Workflow {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  concurrency: { group: string; 'cancel-in-progress': boolean };
  defaults: { run: { shell: string } };
  jobs: Record<'build' | 'date' | 'publish', Job>;
}

export const workflow = load(TEXT) as Workflow;
