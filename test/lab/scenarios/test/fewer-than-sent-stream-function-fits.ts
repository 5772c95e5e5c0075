import { sendingWorld } from '../../aws/sending/world.ts';
import { defaultStreamBucket } from '../../aws/answers/event-path.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A function of the stream drops the complaints: how many it writes nobody knows before',
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
    region.streams['events'] = {
      Destinations: [
        {
          DestinationId: 'destinationId-000000000001',
          ExtendedS3DestinationDescription: {
            ...defaultStreamBucket,
            RoleARN: 'arn:aws:iam::111122223333:role/stream',
            ProcessingConfiguration: { Enabled: true, Processors: [{ Type: 'Lambda' }] },
          },
        },
      ],
    };
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 0, codes: [] },
});
