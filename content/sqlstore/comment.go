package sqlstore

var commentColumns = []string{"id", "item_id", "version", "lang", "quote", "quote_before", "quote_after", "text", "by_whom", "at", "resolved_by", "resolved_at", "parent"}
