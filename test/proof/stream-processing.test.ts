import type { ExtendedS3DestinationDescription } from '@aws-sdk/client-firehose';
import { writesTo } from '../lab/event-channels.ts';
import type { SendingWorld } from '../lab/aws/sending/world.ts';
import { type Change, describeStories, type Story } from './stories.ts';

type To = Partial<ExtendedS3DestinationDescription>;
const Processors = (Type: 'Lambda' | 'MetadataExtraction'): To => ({
  ProcessingConfiguration: { Enabled: true, Processors: [{ Type }] },
});
const calls = Processors('Lambda');
const converts: To = { DataFormatConversionConfiguration: { Enabled: true } };
const parts: To = {
  ...Processors('MetadataExtraction'),
  DynamicPartitioningConfiguration: { Enabled: true },
  Prefix: 'ses/!{partitionKeyFromQuery:type}/!{timestamp:yyyy/MM/dd}/',
  ErrorOutputPrefix: 'bad/!{firehose:error-output-type}/',
};
const both: To = { ...calls, ...converts };
const stream =
  (to: To, writing: SendingWorld['writing'] = 'events', unwritten: string[] = []): Change =>
  ({ region }) => {
    writesTo(region, to);
    Object.assign(region.sending, { writing, unwritten });
  };
const read = ['--tap', '--read-bucket'];
const clear = { verdict: 'pass', exitCode: 0 } as const;
const open = { verdict: 'unknown', exitCode: 0 } as const;
const lost = (...codes: string[]): Pick<Story, 'verdict' | 'exitCode' | 'codes'> => ({
  verdict: 'fail',
  exitCode: 1,
  codes,
});
const every = ['Send', 'Delivery', 'Bounce', 'Complaint'];
const unprocessed = 'proof/lost-at-stream-processing';

/** What a stream does to records, whether that works, and what a test sees without and with the objects of the bucket. */
const worlds: readonly (readonly [string, Change, Omit<Story, 'world'>, Omit<Story, 'world'>])[] = [
  ['a function that works', stream(calls), clear, clear],
  [
    'a function that fails',
    stream(calls, 'failures'),
    lost('proof/lost-at-subscriber'),
    lost(unprocessed, 'proof/lost-at-subscriber'),
  ],
  ['a function that writes another shape', stream(calls, 'other shape'), clear, clear],
  ['a function that drops everything', stream(calls, 'events', every), open, lost('proof/lost-at-bucket')],
  [
    'a function that is switched off',
    stream({ ProcessingConfiguration: { Enabled: false, Processors: [{ Type: 'Lambda' }] } }),
    clear,
    clear,
  ],
  ['another format', stream(converts), clear, clear],
  [
    'another format that fails',
    stream(converts, 'failures'),
    lost('proof/lost-at-subscriber'),
    lost(unprocessed, 'proof/lost-at-subscriber'),
  ],
  ['a function and another format', stream(both), clear, clear],
  [
    'a function and another format that fails',
    stream(both, 'failures'),
    lost('proof/lost-at-subscriber'),
    lost(unprocessed, 'proof/lost-at-subscriber'),
  ],
  // Firehose counts nothing of keys that could not be read: what it wrote may lie below the error prefix.
  ['partitions by keys', stream(parts), { ...open, says: /may be what it could not process/ }, clear],
  ['partitions by keys that cannot be read', stream(parts, 'failures'), open, lost(unprocessed)],
  [
    'a prefix with times of another zone',
    stream({
      Prefix: 'year=!{timestamp:yyyy}/month=!{timestamp:MM}/',
      ErrorOutputPrefix: 'err/!{firehose:error-output-type}/',
      CustomTimeZone: 'Asia/Tokyo',
    }),
    clear,
    clear,
  ],
  [
    'a prefix by chance',
    stream({ Prefix: '!{firehose:random-string}/', ErrorOutputPrefix: 'err/!{firehose:error-output-type}/' }),
    clear,
    clear,
  ],
  ['a prefix that ends in no slash', stream({ Prefix: 'ses-' }), clear, clear],
];

describeStories(
  'a stream that does something to records',
  Object.fromEntries(
    worlds.flatMap(([name, world, counted, seen]): readonly (readonly [string, Story])[] => [
      [name, { world, ...counted }],
      [`${name}, with the objects read`, { world, ...seen, flags: read }],
    ]),
  ),
);
