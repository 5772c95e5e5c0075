/**
 * Why a FIFO queue takes nothing of a rule of EventBridge ("SqsParameters" of its API): the target names the message group,
 * and the queue makes the id of a message from its content, since EventBridge gives it none.
 */
export const fifoFaults = {
  group: {
    says: 'is a FIFO queue, and the rule names no message group for it',
    what: 'SqsParameters.MessageGroupId of the target',
    expected: 'a message group',
    actual: 'none',
    source: 'events:ListTargetsByRule',
    fix: 'Give the target of the rule a message group (MessageGroupId): a FIFO queue takes no message without one.',
  },
  ids: {
    says: 'is a FIFO queue without content-based deduplication, and EventBridge gives its messages no id',
    what: 'ContentBasedDeduplication',
    expected: 'true',
    actual: 'false',
    source: 'sqs:GetQueueAttributes',
    fix: 'Switch content-based deduplication of the queue on.',
  },
} as const;

/** The page of AWS that says so. */
export const fifoTargetPage =
  'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_SqsParameters.html';
