import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'A Firehose stream takes the complaint and never writes it: fewer records are in the bucket than these messages bring',
  world: ({ region }) => {
    region.sending = { ...sendingWorld(), unwritten: ['Complaint'] };
    const set = region.configurationSets['transactional'];
    if (set !== undefined)
      set.eventDestinations = [
        {
          Name: 'lake',
          Enabled: true,
          MatchingEventTypes: ['SEND', 'BOUNCE', 'COMPLAINT', 'DELIVERY'],
          KinesisFirehoseDestination: {
            IamRoleArn: 'arn:aws:iam::111122223333:role/ses',
            DeliveryStreamArn: 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/events',
          },
        },
      ];
    region.streams['events'] = {};
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 1, codes: ['proof/fewer-than-sent'], says: ['wrote 6', 'bring 7'] },
});
