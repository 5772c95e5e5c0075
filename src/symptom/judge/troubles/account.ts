import { type Trouble } from './trouble.ts';

const paused = ['sending/paused-by-aws', 'sending/disabled-by-you'] as const;

/** What people tell of their account: the sandbox, a review, a pause, its keys and its limits. */
export const ofAccount: readonly Trouble[] = [
  // The account.
  { codes: ['reputation/tenant-paused'], all: ['tenantWord', 'shut'] },
  { codes: ['sandbox/review-denied'], all: ['leaving', 'turnedDown'], not: ['suppressed'] },
  { codes: ['sandbox/account-in-sandbox'], all: ['sandbox'] },
  { codes: ['sandbox/account-in-sandbox'], all: ['leaving', 'neverAsked'] },
  {
    codes: ['sending/under-review', 'reputation/complaint-rate-review'],
    all: ['reviewed', 'complaining'],
    not: ['bouncing'],
  },
  { codes: ['sending/under-review', 'reputation/bounce-rate-review'], all: ['reviewed', 'bouncing'] },
  { codes: ['sending/under-review'], all: ['reviewed', 'accountOrSending'], not: ['leaving'] },
  {
    codes: ['configuration-set/sending-paused'],
    all: ['setWord', 'shut'],
    not: ['happened'],
  },
  {
    codes: paused,
    all: ['accountOrSending', 'shut'],
    not: ['smtpServer', 'templateWord', 'suppressed', 'bigProvider', 'blockLists', 'dailyQuota', 'billing'],
  },
  // What AWS pauses for explains the pause, and is no trouble beside it.
  { codes: paused, all: ['accountOrSending', 'shut', 'complaining'], not: ['smtpServer'] },
  { codes: paused, all: ['accountOrSending', 'shut', 'bouncing'], not: ['smtpServer', 'suppressed'] },
  // Keys and rights.
  { codes: ['access/credentials-expired'], all: ['keys', 'stale'] },
  {
    codes: ['access/no-credentials'],
    all: ['keys', 'absent'],
    not: ['smtpClient', 'wrongKey', 'dkimWord', 'verifying'],
  },
  {
    codes: ['access/credentials-rejected'],
    all: ['keys', 'wrongKey', 'refusedMail'],
    not: ['smtpClient', 'mayNot'],
  },
  {
    codes: ['access/credentials-rejected'],
    all: ['keys', 'wrongKey', 'sdkCall'],
    not: ['smtpClient', 'mayNot', 'templateWord'],
  },
  { codes: ['send/access-denied'], all: ['mayNot', 'principal'], not: ['aTopic', 'kmsKey'] },
  {
    codes: ['access/region-missing'],
    all: ['regionWord', 'unsaid', 'sdkCall'],
    not: ['notConfirmed', 'setWord'],
  },
  // Limits.
  { codes: ['quota/daily-exhausted'], all: ['dayWords', 'spent'], not: ['leaving', 'sandbox'] },
  { codes: ['send/too-many-recipients'], all: ['manyTo', 'refusedMail'], not: ['dayWords', 'neverSent'] },
  {
    codes: ['quota/rate-exceeded'],
    all: ['pace', 'cutBack'],
    not: ['bigProvider', 'dayWords', 'noWay', 'newIps'],
  },
];
