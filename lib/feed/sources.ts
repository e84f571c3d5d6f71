/** Names of sources that several lists are made from: under one name, copies never count as a second voice. */
export const OFAC = 'US Treasury OFAC';
export const DOJ = 'US Department of Justice';
export const FBI = 'FBI';
export const NBCTF = 'NBCTF';
export const OPENSANCTIONS = 'OpenSanctions';
export const RANSOMWHERE = 'Ransomwhere';
export const TAG_PACKS = 'GraphSense TagPacks';
