import { sendingWorld } from '../../aws/sending/world.ts';
import { writesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The stream has prefixes of its own and packs nothing: the objects are found',
  world: ({ region }) => {
    region.sending = sendingWorld();
    writesTo(region, {
      Prefix: 'ses/!{timestamp:yyyy/MM/dd/HH}/part=!{partitionKeyFromQuery:type}/',
      ErrorOutputPrefix: 'ses-failed/!{firehose:error-output-type}/',
      CompressionFormat: 'UNCOMPRESSED',
    });
  },
  command: ['test', 'example.com', '--tap', '--read-bucket'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-buckets': 'pass' } },
});
