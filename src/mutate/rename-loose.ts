import type { Loose } from './may-differ.ts';
import type { Random } from './random.ts';

/** What another run might print where a loose part stands: something of its sort and, for an identity, of its length. */
export function renameLoose({ sort, text }: Loose, random: Random): string {
  const hex = '0123456789abcdef';
  const replace = (from: RegExp, digits: string) =>
    text.replace(from, () => random.pick([...digits]));
  switch (sort) {
    case 'ID':
      // A letter early on: an ID of digits only could be a number.
      return random.pick([...'abcdef']) + replace(/./g, hex).slice(1);
    case 'UUID':
    case 'MAC address':
      return replace(/[0-9a-f]/g, hex);
    case 'made-up name':
      return `${random.pick(adjectives)}_${random.pick(surnames)}${random.pick(['', '', '3', '7'])}`;
    case 'link-local address':
    case 'veth name':
      return replace(/(?<=^fe80::.*|^veth.*)[0-9a-f]/g, hex);
    case 'age':
      return `${random.pick(spans)} ago`;
    case 'duration':
      return random.pick(spans);
    case 'time':
      return replace(/(?<=:\d?)\d/g, '012345');
    default:
      // Of what is taken on trust the shape is not known here: the digits of a number are safe.
      return replace(/(?<![A-Za-z])\d(?![A-Za-z]{2})/g, '123456789');
  }
}

const adjectives = [
  'zen',
  'vigilant',
  'condescending',
  'happy',
  'epic',
  'recursing',
  'bold',
  'sad',
];
const surnames = ['wu', 'lederberg', 'chandrasekhar', 'pare', 'turing', 'hopper', 'kilby', 'cray'];
const spans = [
  'Less than a second',
  '1 second',
  '12 seconds',
  'About a minute',
  '59 minutes',
  'About an hour',
  '23 hours',
  '2 weeks',
  '11 months',
];
