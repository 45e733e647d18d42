#include "serve/messages.h"
#include "serve/pages.h"
void
work_who(struct work *work)
{
	work->shared->passed = true;
}
void
work_save_who(struct work *work)
{
	work->shared->status = 400;
}
