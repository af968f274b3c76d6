/** Whether a command can delete images, containers, volumes, networks or build cache that are not the course's own. */
export function isDestructive(command: string): boolean {
  return command
    .replaceAll('\\\n', ' ')
    .split(/\n|;|&&|\|\|/)
    .some((part) => deletes.some((shape) => shape.test(part)) && !courseFilter.test(part));
}

const deletes = [
  /\bdocker\b.*\b(?:system|image|container|volume|network|builder|buildx)\s+prune\b/,
  // Whatever another command lists: `docker rm $(docker ps -aq)`, `docker ps -aq | xargs docker rm`.
  /\bdocker\b.*\s(?:rm|rmi|remove)\s.*(?:\$\(|`)/,
  /\bxargs\b.*\bdocker\b.*\s(?:rm|rmi|remove)\b/,
];

/** The label that every image, container, volume and network of the course carries; build cache has none, but says which registry it came from. */
const courseFilter =
  /(?:--filter|-f)[ =]["']?(?:label=course=dollyeo-docker\b|description~=localhost:5050\b)/;
