// How fast files of event records are read, against a bare JSON.parse loop over the same bytes. By hand:
//
//   npx tsx test/bench/explain.bench.ts [megabytes]
//
// Method: records of bounces of eight receivers and of deliveries, 100 MB unless said otherwise, are made in memory. Each
// has its own recipient, IP and queue number in the reply, so that no two replies are alike. Both loops decode pieces of
// 64 KiB and cut lines the same way; the bare one does nothing but JSON.parse. One run of each to warm up, then the
// median of five, taken in turns, by the monotonic clock. Bound: at least half the speed of the bare loop.
//
// Memory is measured from outside, on the built program and 1 GB of the same records (bound 200 MB):
//
//   npx tsx test/bench/explain.bench.ts 1024 --print | /usr/bin/time -v node dist/ses-doctor.cjs explain --format json
import { createSymptomReader } from '../../src/symptom/reader.ts';

const replies = [
  '550-5.1.1 The email account that you tried to reach does not exist. For more information, go to 550 5.1.1 https://support.google.com/mail/?p=NoSuchUser ID - gsmtp',
  "550 5.7.1 Unfortunately, messages from [IP] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3140). [ID.prod.protection.outlook.com]",
  '552 5.2.2 <ADDRESS>: user is over quota ID',
  '554 5.7.1 Service unavailable; Client host [IP] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/IP',
  '421 4.7.0 [TSS04] Messages from IP temporarily deferred due to unexpected volume or user complaints - ID',
  '550 5.4.1 Recipient address rejected: Access denied. [ID.eop-nam12.prod.protection.outlook.com]',
  '550 5.1.1 <ADDRESS>: Recipient address rejected: User unknown in virtual mailbox table (ID)',
  '451 4.7.1 <ADDRESS>: Recipient address rejected: Greylisted ID',
];

/** The n-th record, with the end of its line. */
function record(n: number): string {
  const address = `user${(n * 7919) % 1_000_003}@d${n % 5000}.example`;
  const ip = `192.0.2.${n % 256}`;
  const timestamp = new Date(1_760_000_000_000 + n * 1000).toISOString();
  const mail = {
    timestamp,
    source: 'news@shop.example',
    sourceArn: 'arn:aws:ses:us-east-1:111122223333:identity/shop.example',
    messageId: `0100${n.toString(16).padStart(12, '0')}-000000`,
    destination: [address],
    headers: [
      { name: 'From', value: 'news@shop.example' },
      { name: 'To', value: address },
      { name: 'Subject', value: 'Offers' },
    ],
    commonHeaders: { from: ['news@shop.example'], to: [address], subject: 'Offers' },
    tags: { 'ses:configuration-set': ['events'], 'ses:outgoing-ip': [ip] },
  };
  if (n % 5 === 4)
    return `${JSON.stringify({ eventType: 'Delivery', mail, delivery: { timestamp, recipients: [address] } })}\n`;
  const reply = (replies[n % replies.length] ?? '')
    .replaceAll('IP', ip)
    .replaceAll('ADDRESS', address)
    .replaceAll('ID', `${(n * 2_654_435_761).toString(36)}0123`);
  const bouncedRecipients = [{ emailAddress: address, action: 'failed', diagnosticCode: `smtp; ${reply}` }];
  const bounce = { bounceType: 'Permanent', bounceSubType: 'General', bouncedRecipients, timestamp };
  return `${JSON.stringify({ eventType: 'Bounce', mail, bounce })}\n`;
}

const piece = 64 * 1024;

function bare(bytes: Uint8Array): void {
  const decoder = new TextDecoder();
  let carry = '';
  for (let start = 0; start < bytes.length; start += piece) {
    carry += decoder.decode(bytes.subarray(start, start + piece), { stream: true });
    let line = 0;
    for (let end = carry.indexOf('\n'); end !== -1; end = carry.indexOf('\n', line)) {
      JSON.parse(carry.slice(line, end));
      line = end + 1;
    }
    carry = carry.slice(line);
  }
}

function read(bytes: Uint8Array): void {
  const reader = createSymptomReader();
  for (let start = 0; start < bytes.length; start += piece) reader.push(bytes.subarray(start, start + piece));
  if (reader.end().summary === null) throw new Error('the records of the measurement have to be counted');
}

function duration(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

const median = (durations: readonly number[]): number =>
  [...durations].sort((one, other) => one - other)[Math.floor(durations.length / 2)] ?? Number.NaN;

const megabytes = Number(process.argv[2] ?? 100);
const target = megabytes * 1024 * 1024;

function* records(): Generator<string> {
  for (let n = 0, size = 0; size < target; n += 1) {
    const line = record(n);
    size += line.length;
    yield line;
  }
}

if (process.argv.includes('--print')) {
  for (const line of records())
    if (!process.stdout.write(line)) await new Promise((resolve) => process.stdout.once('drain', resolve));
} else {
  const bytes = new TextEncoder().encode([...records()].join(''));
  bare(bytes);
  read(bytes);
  const both = Array.from({ length: 5 }, () => [
    duration(() => {
      bare(bytes);
    }),
    duration(() => {
      read(bytes);
    }),
  ]);
  const [parsing, reading] = [0, 1].map((which) => median(both.map((pair) => pair[which] ?? Number.NaN)));
  const share = ((parsing ?? Number.NaN) / (reading ?? Number.NaN)) * 100;
  process.stdout.write(
    `${megabytes} MB: bare ${parsing?.toFixed(0) ?? '?'} ms, read ${reading?.toFixed(0) ?? '?'} ms, ${share.toFixed(0)} % of its speed; bound 50 %\n`,
  );
}
