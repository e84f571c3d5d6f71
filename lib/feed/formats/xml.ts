import sax from 'sax';
import { release } from '#lib/core/bytes.ts';
import { MAX_XML_DEPTH, MAX_XML_RECORD_CHARS } from '#lib/core/limits.ts';
import { type Body, FeedFault } from '../body.ts';
import { createDecode } from '../decode.ts';

/** An element that was read whole. Attributes are as written; there is one object for each element. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlElement[];
  /** Text directly in it, without that of its children. */
  text: string;
}

/** The outermost element, from its first tag. `namespace` is the default one; a prefix stays in the name. */
export interface XmlRoot {
  name: string;
  namespace: string | null;
}

export interface XmlReader {
  /** Looks at the document before anything else of it is read; a `FeedFault` ends the reading. */
  root(root: XmlRoot): void;
  /** Elements handed over whole, one by one, by their path from the root: `/list/entry`. The rest is passed over. */
  records: ReadonlyMap<string, (element: XmlElement) => void>;
}

/** Only the five entities of XML itself; positions are what the parser measures its buffers by. */
const OPTIONS = { strictEntities: true, position: true };
/** Characters of a file's beginning looked at between two questions for the root. */
const PEEK_CHARS = 1024;

/**
 * Reads an XML document (UTF-8) as it comes and holds no more of it than one record. What is not well-formed, ends
 * early, or brings a document type (and with it entities of its own) is a `FeedFault`, and so is what is out of
 * all proportion: elements within elements, and records, have limits. Pieces of the body are given back.
 */
export async function readXml(body: Body, reader: XmlReader): Promise<void> {
  const parser = openParser(reader);
  const decode = createDecode({ strict: true });
  for await (const chunk of body) {
    for (const text of decode.pieces(chunk)) parser.write(text);
    release(chunk);
  }
  parser.write(decode.end());
  parser.close();
}

/** The root of a document of which only the beginning is there; `null` where that is no XML. */
export function xmlRoot(head: Uint8Array): XmlRoot | null {
  let found: XmlRoot | null = null;
  const parser = openParser({
    root: (root) => {
      found ??= root;
    },
    records: new Map(),
  });
  const text = new TextDecoder().decode(head);
  try {
    for (let at = 0; at < text.length && !found; at += PEEK_CHARS) {
      parser.write(text.slice(at, at + PEEK_CHARS));
    }
  } catch (error) {
    if (!(error instanceof FeedFault)) throw error;
  }
  return found;
}

/** Children of that name. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** Elements at the end of a path of names below an element. */
export function elementsAt(element: XmlElement, ...path: string[]): XmlElement[] {
  return path.reduce((found, name) => found.flatMap((one) => childrenOf(one, name)), [element]);
}

/** Text of the first child of that name, trimmed; `''` where there is none. */
export function childText(element: XmlElement, name: string): string {
  return element.children.find((child) => child.name === name)?.text.trim() ?? '';
}

function openParser(reader: XmlReader): sax.SAXParser {
  const parser = sax.parser(true, OPTIONS);
  /** Path of the element that is open, outside records. */
  let path = '';
  let depth = 0;
  let ended = false;
  /** Elements that are open within the record that is read, the record first; none outside. */
  const open: XmlElement[] = [];
  let recordFrom = 0;

  // One element may have attributes without end, and all of them are held before it is told of.
  parser.onattribute = () => checkLength(parser.startTagPosition);

  parser.onopentag = (tag) => {
    const { name } = tag;
    // Without namespace support of the parser every attribute is plain text.
    const attributes = tag.attributes as Record<string, string>;
    if (depth === 0) {
      if (ended) throw new FeedFault('corrupt', 'The file is damaged: it goes on after its end.');
      reader.root({ name, namespace: attributes.xmlns ?? null });
    }
    depth++;
    if (depth > MAX_XML_DEPTH) {
      throw new FeedFault('too-large', `Elements stand in each other more than ${MAX_XML_DEPTH} deep.`);
    }
    const parent = open.at(-1);
    if (!parent) {
      path += `/${name}`;
      if (!reader.records.has(path)) return;
      recordFrom = parser.position;
    }
    const element: XmlElement = { name, attributes, children: [], text: '' };
    parent?.children.push(element);
    open.push(element);
    checkLength(recordFrom);
  };

  parser.onclosetag = (name) => {
    depth--;
    ended = depth === 0;
    const element = open.pop();
    if (open.length > 0) return;
    if (element) reader.records.get(path)?.(element);
    path = path.slice(0, -name.length - 1);
  };

  const addText = (text: string) => {
    const element = open.at(-1);
    if (!element) return;
    checkLength(recordFrom);
    element.text += text;
  };
  parser.ontext = addText;
  parser.oncdata = addText;

  parser.ondoctype = () => {
    throw new FeedFault('bad-format', 'The file brings a document type of its own, which no list needs.');
  };

  parser.onerror = ({ message }) => {
    const [what] = message.split('\n');
    if (message.startsWith('Max buffer length')) {
      throw new FeedFault('too-large', `A part of the file is out of all proportion: ${what}`);
    }
    throw new FeedFault('corrupt', `The file is damaged or ends early: ${what}`);
  };

  /** Counted in characters of the source, which bound the elements and the text that are made of them. */
  function checkLength(from: number) {
    if (parser.position - from > MAX_XML_RECORD_CHARS) {
      throw new FeedFault('too-large', `A record is longer than ${MAX_XML_RECORD_CHARS} characters.`, {
        code: 'record',
        params: { limit: String(MAX_XML_RECORD_CHARS) },
      });
    }
  }

  return parser;
}
