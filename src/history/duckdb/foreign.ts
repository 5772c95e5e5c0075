/** How a kind of file is known, and what to do with it. */
interface Foreign {
  /** Its first bytes, in Latin-1. */
  begins: string | RegExp;
  is: string;
  then: string;
}

const unpack = (command: string): string => `unpack it with ${command} and give what comes out`;

/** Files that people have lying about beside event records, and that are not read. */
const foreign: readonly Foreign[] = [
  { begins: 'PK\u0003\u0004', is: 'a zip archive', then: unpack('unzip') },
  { begins: /^BZh[1-9]1AY&SY/, is: 'packed with bzip2', then: unpack('bunzip2') },
  { begins: '\u00FD7zXZ\u0000', is: 'packed with xz', then: unpack('unxz') },
  { begins: '7z\u00BC\u00AF\u0027\u001C', is: 'a 7z archive', then: unpack('7z x') },
  { begins: '\u0004\u0022\u004D\u0018', is: 'packed with lz4', then: unpack('unlz4') },
  {
    begins: '\u00FF\u0006\u0000\u0000sNaPpY',
    is: 'packed with Snappy',
    then: 'unpack it, and let Firehose pack with GZIP',
  },
  {
    begins: 'ORC',
    is: 'an ORC file',
    then: 'let Firehose convert to Parquet, or give the table behind it: athena:database.table',
  },
  {
    begins: 'Obj\u0001',
    is: 'an Avro file',
    then: 'give the table behind it: athena:database.table, or write it as JSON or Parquet',
  },
  {
    begins: 'SQLite format 3\u0000',
    is: 'an SQLite database',
    then: 'write the records out of it, one JSON record a line',
  },
  { begins: '%PDF-', is: 'a PDF file', then: 'give the event records themselves' },
  {
    begins: /^(?:\u00EF\u00BB\u00BF)?\s{0,9}<\?xml\b/,
    is: 'an XML file',
    then: 'DMARC reports are read by ses-doctor check --dmarc-report',
  },
  {
    // A head of columns, one of them of the mail.
    begins:
      /^(?:\u00EF\u00BB\u00BF)?(?=[^\n]{0,800}\bmail\b)[^\n{]{2,800}[,;\t|][^\n{]{0,800}\n[^\n{]{0,200}\{\w{1,40}=/i,
    is: 'a table whose objects are written as {name=value}, where texts cannot be told from names',
    then: 'let the query of Athena write JSON: json_format(CAST(mail AS JSON)) AS mail, and so for each column; or give the table: athena:database.table',
  },
  // POSIX "ustar Interchange Format": the mark stands behind the first name.
  { begins: /^[\s\S]{257}ustar/, is: 'a tar archive', then: unpack('tar -xf') },
];

/** What a file is that begins so and is not read, and what to do with it; null for every other. */
export function foreignKind(head: Buffer): string | null {
  const text = head.subarray(0, 2048).toString('latin1');
  const kind = foreign.find(({ begins }) =>
    typeof begins === 'string' ? text.startsWith(begins) : begins.test(text),
  );
  return kind === undefined ? null : `it is ${kind.is}; ${kind.then}`;
}
