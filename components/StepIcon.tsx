const ICONS = {
  page: 'M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3M5.5 8h5M5.5 11h5',
  address: 'M2 4.5h10.5a1.5 1.5 0 0 1 1.5 1.5v6.5H3.5A1.5 1.5 0 0 1 2 11zM2 4.5V3l8.5-1v2.5M11 8.5h.2',
  site: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13M1.5 8h13M8 1.5c-4.5 4-4.5 9 0 13M8 1.5c4.5 4 4.5 9 0 13',
  key: 'M5 7a3 3 0 1 0 0 6a3 3 0 0 0 0-6M7.2 7.800L13.5 1.5M10.5 4.5l2.2 2.2',
  subject: 'M8 1.5a3 3 0 1 0 0 6a3 3 0 0 0 0-6M2 14.5c.5-4 2.5-5 6-5s5.5 1 6 5',
  list: 'M3 1.5h10v13H3zM5.5 5h.2M8 5h2.5M5.5 8h.2M8 8h2.5M5.5 11h.2M8 11h2.5',
} as const;
export type StepIconName = keyof typeof ICONS;

/** What stands at one end of a step: its word always stands beside it. */
export function StepIcon({ name }: { name: StepIconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="20" height="20" aria-hidden="true">
      <path d={ICONS[name]} />
    </svg>
  );
}
