/**
 * The commands that the bot offers in one chat, as Telegram chooses them: the narrowest scope
 * that has any, in the person's language before the list without one.
 */
export function commandsFor(lists, person) {
  const scopes = [
    (scope) => scope.type === "chat" && String(scope.chat_id) === String(person.id),
    (scope) => scope.type === "all_private_chats",
    (scope) => scope.type === "default",
  ];
  for (const fits of scopes) {
    for (const code of [person.language_code, ""]) {
      const found = lists.find((list) => fits(list.scope) && list.language_code === code);
      if (found?.commands.length) return found.commands;
    }
  }
  return [];
}
