import { HeadersMultiMap, WARCParser } from 'warcio';

export interface WarcRecord {
  version: string;
  fields: Map<string, string>;
  block: Uint8Array;
}

/** What a reader of somebody else's finds in a WARC file (warcio, of the Webrecorder project). */
export async function readRecords(bytes: Uint8Array): Promise<WarcRecord[]> {
  const records: WarcRecord[] = [];
  const parser = new WARCParser([bytes], { keepHeadersCase: true });
  for await (const record of parser) {
    const { statusline, headers } = record.warcHeaders;
    const fields = new Map(headers instanceof HeadersMultiMap ? headers : []);
    records.push({ version: statusline, fields, block: await record.readFully() });
  }
  return records;
}
