import { grouped } from '../../src/model/many.ts';
import { defineCheck, type Evidence, notApplicable, problem } from '../../src/model/check.ts';
import { message } from '../../src/facts/message/message.ts';
import { type ListedLink, messageLinkListings } from '../../src/facts/message/link-listings.ts';
import { messageParts } from '../../src/facts/message/parts.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { isLinkRewriter, urlShorteners } from '../../src/knowledge/url-shorteners.ts';
import type { Link } from '../../src/parse/message/links.ts';
import type { MessageParts } from '../../src/parse/message/parts.ts';
import { registeredDomain } from '../../src/parse/dmarc/organizational-domain.ts';

interface Risks {
  /** Clauses. */
  risks: readonly string[];
  evidence: readonly Evidence[];
}

interface Risk {
  clause: string;
  evidence: Evidence;
}

/** Below so many characters beside an image, a reader without images sees nothing. */
const hardlyAnyText = 20;

export default defineCheck({
  id: 'message-content',
  title: 'Text and links of the message',
  why: 'Filters distrust links that do not lead where they say, links whose target is hidden, and mail that is only one image.',
  needs: { message, parts: messageParts },
  enrichment: { listings: messageLinkListings },

  problems: {
    'message/content-risk': problem<Risks>({
      severity: 'warning',
      summary: ({ risks }) => `Filters may treat the message as spam: ${risks.join('; ')}.`,
      impact:
        'Each of these adds to the score of content filters. With a good reputation the message may pass; otherwise it does not.',
      evidence: ({ evidence }) => evidence,
      fix: () => [
        {
          text: 'Link to your own domain, write in the link text what the link is for and not another address, and send a text part beside the HTML',
          owner: 'you',
        },
      ],
      references: [guide('best-practices'), 'https://support.google.com/mail/answer/81126'],
      explains: ['message/spam-verdict'],
    }),
  },

  evaluate({ message, parts, listings }) {
    const risks = [
      ...listed(listings.ok ? listings.value : []),
      ...misleading(parts),
      ...shortened(parts),
      ...withoutText(parts),
      ...onlyImages(parts),
    ];
    if (risks.length === 0 && parts.html === null && (parts.textLength ?? 0) === 0)
      return notApplicable('the message has no text that can be read');
    if (risks.length === 0) return [];
    const data = {
      risks: risks.map(({ clause }) => clause),
      evidence: risks.map(({ evidence }) => evidence),
    };
    const about = message.fromDomain === null ? {} : { subject: message.fromDomain };
    return [{ problem: 'message/content-risk', data, ...about }];
  },

  observed({ parts: { html, textLength, hosts } }) {
    const kinds = [textLength === null ? null : 'text', html === null ? null : 'HTML'].filter(
      (kind) => kind !== null,
    );
    return `${kinds.join(' and ') || 'no text'}, links to ${grouped(hosts.length)} ${hosts.length === 1 ? 'host' : 'hosts'}`;
  },
});

function listed(links: readonly ListedLink[]): readonly Risk[] {
  return links.slice(0, 5).map(({ domain, zone, means }) => ({
    clause: `it links to ${domain}, which is on the list ${zone}`,
    evidence: {
      what: `${domain} on ${zone}`,
      expected: 'not listed',
      actual: means.join('; '),
      source: zone,
    },
  }));
}

/** The text is an address, and the link leads to another organization. */
function misleading({ html }: MessageParts): readonly Risk[] {
  const link = html?.links.find(isMisleading);
  if (link === undefined) return [];
  return [
    {
      clause: `a link reads ${link.shown ?? ''} and leads to ${link.host}`,
      evidence: {
        what: `link that reads ${link.shown ?? ''}`,
        expected: link.shown,
        actual: link.host,
        source: 'the message',
      },
    },
  ];
}

function isMisleading({ shown, host }: Link): boolean {
  // Click tracking and the gateways of receivers rewrite every link.
  if (shown === null || isLinkRewriter(host)) return false;
  return registeredDomain(shown) !== registeredDomain(host);
}

function shortened({ hosts }: MessageParts): readonly Risk[] {
  const host = hosts.find((one) => urlShorteners.has(one.replace(/^www\./, '')));
  if (host === undefined) return [];
  return [
    {
      clause: `a link goes through the shortener ${host}`,
      evidence: { what: 'link', expected: 'a domain of your own', actual: host, source: 'the message' },
    },
  ];
}

function withoutText({ html, textLength, partial }: MessageParts): readonly Risk[] {
  if (html === null || textLength !== null || partial) return [];
  return [
    {
      clause: 'there is no text part',
      evidence: {
        what: 'parts',
        expected: 'text/plain and text/html',
        actual: 'text/html',
        source: 'the message',
      },
    },
  ];
}

function onlyImages({ html, textLength, partial }: MessageParts): readonly Risk[] {
  if (html === null || partial || html.images === 0 || html.visibleLength >= hardlyAnyText) return [];
  if (textLength !== null && textLength >= hardlyAnyText) return [];
  return [
    {
      clause: 'it is made of images alone',
      evidence: {
        what: 'visible text',
        expected: null,
        actual: `${grouped(html.visibleLength)} characters, ${grouped(html.images)} images`,
        source: 'the message',
      },
    },
  ];
}
