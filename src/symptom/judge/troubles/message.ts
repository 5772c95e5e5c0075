import { lostEvents, type Trouble } from './trouble.ts';

/** What people tell of the call and of the message. */
export const ofMessage: readonly Trouble[] = [
  // What is named in the call, and the message.
  { codes: ['template/data-invalid-json'], all: ['templateWord', 'jsonWord', 'malformed'], not: ['silent'] },
  { codes: ['template/missing-variable'], all: ['templateWord', 'variable', 'leftOut'] },
  { codes: ['template/not-found'], all: ['templateWord', 'notThere'] },
  { codes: ['template/not-found'], all: ['templateWord', 'otherRegion'] },
  { codes: ['template/syntax-error', 'template/render-rejected'], all: ['templateWord', 'malformed'] },
  { codes: ['configuration-set/not-found'], all: ['setWord', 'notThere'], not: ['feedback'] },
  { codes: ['send/tenant'], all: ['tenantWord', 'refusedMail'] },
  { codes: ['send/rejected-content'], all: ['virusWord', 'contentRefused'], not: ['whoIsNot'] },
  {
    codes: ['send/message-too-large'],
    all: ['weight', 'overSize'],
    not: ['noRoom', 'share', 'pace', 'templateWord'],
  },
  { codes: ['send/address-syntax'], all: ['badAddress', 'addressWord', 'refusedMail'] },
  {
    codes: ['send/address-syntax'],
    all: ['syntax', 'addressWord'],
    not: ['templateWord', 'jsonWord', 'dkimWord', 'spfWord', 'dmarcWord', 'verifying', 'bouncing'],
  },
  // What is sent.
  { codes: ['template/unsupported-helper', 'template/syntax-error'], all: ['templateWord', 'helperWord'] },
  { codes: ['template/too-large'], all: ['templateWord', 'weight', 'overSize'] },
  {
    codes: ['template/silent-failure', 'template/missing-variable'],
    all: ['templateWord', 'silent', 'neverSent'],
    not: ['junkPlace'],
  },
  {
    codes: ['send/mime-invalid'],
    all: ['mimeWord', 'refusedMail'],
    not: ['dkimWord', 'spfWord', 'dmarcWord', 'templateWord', 'setWord', 'junkPlace'],
  },
  { codes: ['send/no-recipients'], all: ['nobodyGiven', 'sdkCall'] },
  { codes: ['send/no-recipients'], all: ['nobodyGiven', 'refusedMail'] },
  { codes: ['send/reason-hidden'], all: ['hiddenReason', 'refusedMail', 'smtpClient'] },
  { codes: ['send/list-management'], all: ['listMail', 'notThere'] },
  { codes: ['send/list-management'], all: ['listMail', 'refusedMail'], not: ['signOff'] },
  { codes: ['bounce/unsubscribed-recipient'], all: ['signOff', 'refusedMail', 'someRecipient'] },
  { codes: ['send/tenant'], all: ['tenantWord', 'notAttached'] },
  {
    codes: ['reputation/tenant-not-found', 'send/tenant'],
    all: ['tenantWord', 'notThere'],
    not: ['notAttached'],
  },
  { codes: ['configuration-set/pool-empty'], all: ['aPool', 'notThere'], not: ['idle'] },
  { codes: ['configuration-set/pool-empty'], all: ['aPool', 'isDeleted', 'refusedMail'], not: ['idle'] },
  { codes: ['configuration-set/pool-empty'], all: ['aPool', 'emptyPool'], not: ['idle'] },
  {
    codes: ['identity/case-mismatch', 'identity/not-verified'],
    all: ['twoSpellings', 'notConfirmed'],
    not: ['suppressed'],
  },
  {
    codes: ['bounce/tls-required'],
    all: ['encryptedOnly', 'theirSide', 'refusedMail'],
    not: ['cert', 'tracking'],
  },
  {
    codes: ['sandbox/review-pending', 'sandbox/account-in-sandbox'],
    all: ['leaving', 'awaits'],
    not: ['turnedDown', 'neverAsked'],
  },
  { codes: lostEvents, all: ['happened', 'neverHear'], not: ['junkPlace', 'templateWord'] },
  {
    codes: ['configuration-set/tracking-domain-broken'],
    all: ['linkWord', 'linkDead', 'ourMail'],
    not: ['certificate', 'channels', 'signOff', 'template'],
  },
  { codes: ['sending-ip/warming-up', 'bounce/rate-limited'], all: ['newIps', 'warmUp'] },
  { codes: ['sending-ip/warming-up', 'bounce/rate-limited'], all: ['newIps', 'slowed', 'bigProvider'] },
  // Events.
  {
    codes: ['events/subscription-pending', 'events/no-subscriber'],
    all: ['channels', 'unconfirmed'],
    not: ['senders'],
  },
  { codes: ['events/type-not-published'], all: ['happened', 'channels', 'someTypesOnly'] },
  {
    codes: ['events/topic-encrypted-without-grant', 'events/topic-policy-blocks'],
    all: ['aTopic', 'encrypted', 'noneCome'],
  },
  {
    codes: ['events/topic-encrypted-without-grant', 'events/topic-policy-blocks'],
    all: ['aTopic', 'encrypted', 'refusedMail'],
  },
];
