import type { ReportState } from '#lib/core/report.ts';

const CIRCLE = 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13';

/** Where nothing is said of the page, a sign of its own keeps that from being taken for a finding. */
const SIGNS: Record<ReportState | 'error', string> = {
  ready: CIRCLE,
  'not-ready': `${CIRCLE}M8 4.5v3.5l2.5 1.5`,
  unreadable: 'M1.5 8c3.5-5.5 9.5-5.5 13 0M1.5 8c3.5 5.5 9.5 5.5 13 0M3 13L13 3',
  'no-permission': 'M3.5 7.5h9v7h-9zM5.5 7.5v-3a2.5 2.5 0 0 1 5 0v3M8 10.5v1',
  paused: `${CIRCLE}M6.5 5.5v5M9.5 5.5v5`,
  error: `${CIRCLE}M6.3 6.2a1.8 1.8 0 1 1 2.6 1.6c-.7.4-.9.7-.9 1.4M8 11.2v.3`,
};

export function StateShape({ state }: { state: ReportState | 'error' }) {
  return (
    <svg class="shape" viewBox="0 0 16 16" width="36" height="36" aria-hidden="true">
      <path d={SIGNS[state]} />
    </svg>
  );
}
