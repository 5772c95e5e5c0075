import { expect, it } from 'vitest';
import { type PublishedType, repairedFilter } from '../../src/parse/filter-repair.ts';

const published = (
  typeMember: PublishedType['typeMember'],
  ...types: readonly string[]
): readonly PublishedType[] => types.map((type) => ({ type, typeMember }));
const events = published('eventType', 'SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT', 'RENDERING_FAILURE');
const notifications = published('notificationType', 'BOUNCE', 'COMPLAINT');

it.each([
  [
    'the member of notifications, where events are published',
    '{"notificationType":["Bounce"]}',
    events,
    [],
    { eventType: ['Bounce'] },
  ],
  [
    'the member of events, where notifications are published',
    '{"eventType":["Bounce","Complaint"]}',
    notifications,
    [],
    { notificationType: ['Bounce', 'Complaint'] },
  ],
  [
    'types that nobody gets are added',
    '{"eventType": ["Delivery", "Send"]}',
    events,
    ['BOUNCE', 'COMPLAINT'],
    { eventType: ['Send', 'Delivery', 'Bounce', 'Complaint'] },
  ],
  ['types in capital letters', '{"eventType":["BOUNCE"]}', events, [], { eventType: ['Bounce'] }],
  [
    'a name with a space',
    '{"eventType":["Send"]}',
    events,
    ['RENDERING_FAILURE'],
    { eventType: ['Send', 'Rendering Failure'] },
  ],
  [
    'right already, and looked at in the wrong place',
    '{"eventType":["Bounce"]}',
    events,
    [],
    { eventType: ['Bounce'] },
  ],
] as const)('repairs %s', (_, policy, of, wanted, repaired) => {
  expect(repairedFilter(policy, of, wanted)).toEqual(repaired);
});

it.each([
  ['names nothing that is published', '{"eventType":["Opened"]}', events],
  ['asks for more than the type', '{"eventType":["Bounce"],"mail":{"source":["a@example.com"]}}', events],
  ['is a pattern', '{"eventType":[{"anything-but":["Bounce"]}]}', events],
  ['is of another program', '{"colour":["red"]}', events],
  ['is no JSON', '{"eventType":', events],
  ['filters records of both kinds', '{"eventType":["Bounce"]}', [...events, ...notifications]],
])('leaves a policy alone that %s', (_, policy, of) => {
  expect(repairedFilter(policy, of, [])).toBeNull();
});
