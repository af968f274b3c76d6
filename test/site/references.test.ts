import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { chapterFile, course } from '../../src/course.ts';

/** Every address in the study notes, as the notes write it. */
const inNotes = [
  'https://ko.wikipedia.org/wiki/%EC%9A%B4%EC%98%81_%EC%B2%B4%EC%A0%9C_%EC%88%98%EC%A4%80_%EA%B0%80%EC%83%81%ED%99%94',
  'https://www.docker.com/resources/what-container',
  'https://www.redhat.com/ko/topics/containers/whats-a-linux-container',
  'https://stackoverflow.com/questions/34152365/difference-between-lxc-and-libcontainer',
  'https://stackoverflow.com/questions/41645665/how-containerd-compares-to-runc',
  'https://github.com/opencontainers/runc',
  'https://en.wikipedia.org/wiki/Open_Container_Initiative',
  'https://docs.docker.com/get-started/',
  'https://subicura.com/2017/01/19/docker-guide-for-beginners-1.html',
  'http://wiki.rockplace.co.kr/pages/viewpage.action?pageId=3868344',
  'https://www.youtube.com/watch?v=wW9CAH9nSLs&feature=youtu.be',
  'https://www.docker.com/sites/default/files/d8/styles/large/public/2018-11/container-what-is-container.png?itok=vle7kjDj',
  'https://www.redhat.com/cms/managed-files/what-is-a-container.png',
  'https://www.redhat.com/cms/managed-files/virtualization-vs-containers.png',
  'https://qjzgi1yq6h412dbb267gpl71-wpengine.netdna-ssl.com/wp-content/uploads/2017/03/linux-vs-docker-comparison-architecture-docker-lxc.png',
  'https://i.stack.imgur.com/5aXF6.png',
];

const page = readFileSync(new URL(`../../${chapterFile('references')}`, import.meta.url), 'utf8');
const addresses = [...page.matchAll(/\]\((?<address>https?:[^)]*)\)/g)].map(
  ({ groups }) => groups?.['address'] ?? '',
);

test('the references keep every address of the notes', () => {
  expect(inNotes.filter((address) => !addresses.includes(address))).toEqual([]);
});

test('every address of the references is well-formed', () => {
  const isWellFormed = (address: string) => URL.parse(address)?.href === address;
  expect(addresses.filter((address) => !isWellFormed(address))).toEqual([]);
});

test('the notes’ pictures are drawn anew, each in one chapter', () => {
  const drawn = readdirSync(new URL('../../src/components/', import.meta.url)).flatMap(
    (file) => /^(\w+Diagram)\.astro$/.exec(file)?.[1] ?? [],
  );
  const chapters = course
    .flatMap((part) => part.chapters)
    .map((slug) => readFileSync(new URL(`../../${chapterFile(slug)}`, import.meta.url), 'utf8'));
  const places = drawn.map((name) => ({
    name,
    chapters: chapters.filter((chapter) => chapter.includes(`<${name}`)).length,
  }));
  expect(places).toHaveLength(6);
  expect(places.filter((place) => place.chapters !== 1)).toEqual([]);
});
