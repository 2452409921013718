#import <Foundation/Foundation.h>
#include <signal.h>

/* One request and its answer, on a thread of its own. */
@interface Answer : NSObject
{
  NSFileHandle *client;
  NSMutableDictionary *query;
  int last;
}
@end

@implementation Answer

/* Raises where the client is gone. */
- (void) send: (NSString *)text
{
  [client writeData: [text dataUsingEncoding: NSUTF8StringEncoding]];
}

- (void) head: (NSString *)status type: (NSString *)type
{
  [self send: [NSString stringWithFormat:
    @"HTTP/1.1 %@\r\nContent-Type: %@\r\nCache-Control: no-cache, no-transform\r\nConnection: close\r\n\r\n",
    status, type]];
}

- (void) ticks
{
  NSString *count = [query objectForKey: @"count"];
  int end = count ? last + [count intValue] : INT_MAX;
  int n;
  for (n = last + 1; n <= end; n++)
    {
      ENTER_POOL
      [self send: [NSString stringWithFormat: @"id: %d\nevent: tick\ndata: {\"n\":%d}\n\n", n, n]];
      [NSThread sleepForTimeInterval: 0.01];
      LEAVE_POOL
    }
}

- (void) beats
{
  int beat;
  for (beat = 0; beat < 40; beat++)
    {
      [self send: @": beat\n\n"];
      [NSThread sleepForTimeInterval: 0.1];
    }
  [self send: @"event: tick\ndata: {\"n\":1}\n\n"];
}

- (void) say
{
  int times = MAX(1, [[query objectForKey: @"times"] intValue]);
  NSString *text = [@"" stringByPaddingToLength: times * [[query objectForKey: @"text"] length]
                                     withString: [query objectForKey: @"text"]
                                startingAtIndex: 0];
  [self send: [NSString stringWithFormat: @"event: %@\ndata: %@\n\n", [query objectForKey: @"type"],
    [text stringByReplacingOccurrencesOfString: @"\n" withString: @"\ndata: "]]];
}

- (void) answer: (NSString *)path
{
  if ([path isEqual: @"/nothing"]) return [self head: @"204 No Content" type: @"text/plain"];
  if ([path isEqual: @"/page"])
    {
      [self head: @"200 OK" type: @"text/html"];
      return [self send: @"<p>A page"];
    }
  [self head: @"200 OK" type: @"text/event-stream"];
  if ([path isEqual: @"/ticks"]) [self ticks];
  if ([path isEqual: @"/beats"]) [self beats];
  if ([path isEqual: @"/say"]) [self say];
}

/* Reads the path, the query and the last event ID of a request, and returns the path. */
- (NSString *) read
{
  NSMutableString *request = [NSMutableString string];
  while ([request rangeOfString: @"\r\n\r\n"].length == 0)
    {
      NSData *data = [client availableData];
      if ([data length] == 0) return nil;
      [request appendString: AUTORELEASE([[NSString alloc] initWithData: data encoding: NSUTF8StringEncoding])];
    }
  NSArray *lines = [request componentsSeparatedByString: @"\r\n"];
  NSString *line;
  NSEnumerator *headers = [lines objectEnumerator];
  while ((line = [headers nextObject]))
    if ([[line lowercaseString] hasPrefix: @"last-event-id:"]) last = [[line substringFromIndex: 14] intValue];

  NSString *target = [[[lines objectAtIndex: 0] componentsSeparatedByString: @" "] objectAtIndex: 1];
  NSArray *parts = [target componentsSeparatedByString: @"?"];
  NSEnumerator *pairs = [[[parts lastObject] componentsSeparatedByString: @"&"] objectEnumerator];
  query = [NSMutableDictionary dictionary];
  while ((line = [pairs nextObject]))
    {
      NSArray *pair = [line componentsSeparatedByString: @"="];
      NSString *value = [[pair lastObject] stringByReplacingOccurrencesOfString: @"+" withString: @" "];
      [query setObject: [value stringByReplacingPercentEscapesUsingEncoding: NSUTF8StringEncoding]
                forKey: [pair objectAtIndex: 0]];
    }
  return [parts objectAtIndex: 0];
}

- (void) serve: (NSFileHandle *)handle
{
  ENTER_POOL
  client = handle;
  NS_DURING
    NSString *path = [self read];
    if (path) [self answer: path];
  NS_HANDLER
    /* The client is gone. */
  NS_ENDHANDLER
  [client closeFile];
  LEAVE_POOL
}

@end

@interface App : NSObject
@end

@implementation App

- (void) accepted: (NSNotification *)note
{
  NSFileHandle *client = [[note userInfo] objectForKey: NSFileHandleNotificationFileHandleItem];
  [NSThread detachNewThreadSelector: @selector(serve:)
                           toTarget: AUTORELEASE([Answer new])
                         withObject: client];
  [[note object] acceptConnectionInBackgroundAndNotify];
}

@end

int main(int argc, char **argv)
{
  ENTER_POOL
  signal(SIGPIPE, SIG_IGN);
  NSFileHandle *server = [NSFileHandle fileHandleAsServerAtAddress: @"127.0.0.1"
                                                           service: [NSString stringWithUTF8String: argv[1]]
                                                          protocol: @"tcp"];
  [[NSNotificationCenter defaultCenter] addObserver: [App new]
                                           selector: @selector(accepted:)
                                               name: NSFileHandleConnectionAcceptedNotification
                                             object: server];
  [server acceptConnectionInBackgroundAndNotify];
  [[NSRunLoop currentRunLoop] run];
  LEAVE_POOL
  return 0;
}
