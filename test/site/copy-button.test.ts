import { describe, expect, test } from 'vitest';
import { renderFence } from './render-fence.ts';

describe('the copy button', () => {
  test('copies commands only, ready to paste', async () => {
    const { copied, notes } = await renderFence(
      "$ cat <<'EOF' > note\n> 하나\n>\n> 둘\n> EOF\n$ docker pull web:1.0\n1.0: Pulling from web",
    );
    expect(copied).toBe("cat <<'EOF' > note\n하나\n\n둘\nEOF\ndocker pull web:1.0");
    expect(notes).toEqual([]);
  });

  test('leaves a destructive command out and says so', async () => {
    const { copied, notes, lines } = await renderFence(
      '$ docker ps -aq\n$ docker image prune -a --force\nTotal reclaimed space: 0B',
    );
    expect(copied).toBe('docker ps -aq');
    expect(notes).toEqual([
      '이 명령은 여러분의 다른 이미지도 지울 수 있어요. 그래서 복사할 때는 빠져요.',
    ]);
    expect(lines[1]).toBe('command destructive: $ docker image prune -a --force');
  });

  test.each([
    ['docker container prune', '컨테이너도'],
    ['docker rm -f $(docker ps -aq)', '컨테이너도'],
    ['docker rmi $(docker images -q)', '이미지도'],
    ['docker volume prune', '볼륨도'],
    ['docker network prune', '네트워크도'],
    ['docker builder prune', '빌드 캐시도'],
    ['docker system prune --volumes', '이미지와 컨테이너도'],
  ])('is missing for %s, which can delete: %s', async (command, things) => {
    const { copied, notes } = await renderFence(`$ ${command}`);
    expect(copied).toBeUndefined();
    expect(notes.join()).toContain(`여러분의 다른 ${things} 지울 수 있어요.`);
  });

  test('is missing, with the reason, where every command is destructive', async () => {
    const { copied, notes } = await renderFence('$ docker image prune -a --force');
    expect(copied).toBeUndefined();
    expect(notes).toEqual([
      '이 명령은 여러분의 다른 이미지도 지울 수 있어요. 그래서 복사 단추를 두지 않았어요.',
    ]);
  });
});
