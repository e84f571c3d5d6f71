/** What the page shows beside its list. The list does not wait for this code. */
export { Detail } from './Detail.tsx';
export { Files } from './Files.tsx';
export { Log } from './Log.tsx';
export { Print } from './Print.tsx';
export { Sharing } from './Sharing.tsx';
